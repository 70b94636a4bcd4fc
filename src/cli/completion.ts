import { Argument, type Command } from 'commander';
import { UserError } from '../collect/user-error.ts';
import { writeOut } from './write-output.ts';

// Each script asks the program itself (`kubecompass complete -- WORDS`), so that it never knows other commands and options than the program has.

const bash = `# kubecompass completion for bash; in ~/.bashrc: source <(kubecompass completion bash)
_kubecompass() {
  local line word=\${COMP_WORDS[COMP_CWORD]}
  [[ $word == = ]] && word=
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      compopt -o filenames 2> /dev/null
      while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$word")
    else
      COMPREPLY+=("\${line%%$'\\t'*}")
    fi
  done < <("\${COMP_WORDS[0]}" complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2> /dev/null)
}
complete -F _kubecompass kubecompass kubectl-compass
`;

const zsh = `#compdef kubecompass kubectl-compass
# kubecompass completion for zsh; in ~/.zshrc, after compinit: source <(kubecompass completion zsh)
_kubecompass() {
  local line
  local -a names
  for line in "\${(@f)$("\${words[1]}" complete -- "\${(@)words[2,CURRENT]}" 2> /dev/null)}"; do
    case $line in
      :files) _files ;;
      ?*) names+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}") ;;
    esac
  done
  (( \${#names} )) && _describe kubecompass names
}
if [[ \${funcstack[1]} == _kubecompass ]]; then _kubecompass "$@"; else compdef _kubecompass kubecompass kubectl-compass; fi
`;

const fish = `# kubecompass completion for fish; in ~/.config/fish/config.fish: kubecompass completion fish | source
function __kubecompass_complete
  set -l words (commandline -opc) (commandline -ct)
  for line in ($words[1] complete -- $words[2..-1] 2> /dev/null)
    if test "$line" = :files
      __fish_complete_path (commandline -ct)
    else
      echo $line
    end
  end
end
complete -c kubecompass -f -a '(__kubecompass_complete)'
complete -c kubectl-compass -f -a '(__kubecompass_complete)'
`;

const scripts = new Map([
  ['bash', bash],
  ['zsh', zsh],
  ['fish', fish],
]);

/** Adds `kubecompass completion`. */
export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('Prints a script that makes a shell complete commands, options and their values.')
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices([...scripts.keys()]).argParser(String))
    .addHelpText(
      'after',
      '\nExamples:\n  source <(kubecompass completion bash)\n  kubecompass completion fish | source',
    )
    .action(async (shell: string) => {
      const script = scripts.get(shell);
      if (script === undefined)
        throw new UserError(`there is no completion for ${JSON.stringify(shell)}`, {
          hint: `There is one for ${[...scripts.keys()].join(', ')}.`,
        });
      await writeOut(script);
    });
}

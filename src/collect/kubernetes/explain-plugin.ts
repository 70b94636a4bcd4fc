/** Why a plugin gave no credentials, in one line. */
export function explainPlugin(error: unknown, command: string | null): string {
  const { code, message, syscall, path } = error as NodeJS.ErrnoException;
  // Certificates and tokens may lie in files of their own.
  if (syscall === 'open' && path !== undefined)
    return `the file ${path} ${code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`}`;
  const plugin = command === null ? 'the plugin' : `the plugin ${command}`;
  if (code === 'ENOENT') return `${plugin} is not installed`;
  if (code === 'EACCES') return `${plugin} may not be run`;
  if (error instanceof SyntaxError || error instanceof TypeError) return `${plugin} printed no credentials`;
  const [said = ''] = message.trim().split('\n', 1);
  return said === '' ? `${plugin} failed` : `${plugin}: ${said.slice(0, 200)}`;
}

import { expect, test } from 'vitest';
import { explainKustomization } from './explain-problem.ts';

const at = '/home/me/platform/';
const below = (resource: string, folder: string): string =>
  `accumulating resources: accumulation err='accumulating resources from '${resource}': '${at}${folder}' must resolve to a file': recursed accumulation of path '${at}${folder}': `;

// As kubectl 1.34 says it.
test.each<[string, string, string]>([
  [
    'a file that is missing',
    `accumulating resources: accumulation err='accumulating resources from 'gone.yaml': evalsymlink failure on '${at}prod/gone.yaml' : lstat ${at}prod/gone.yaml: no such file or directory': must build at directory: not a valid directory: evalsymlink failure on '${at}prod/gone.yaml' : lstat ${at}prod/gone.yaml: no such file or directory`,
    'it takes prod/gone.yaml, which is not there',
  ],
  [
    'a file of a generator, below a base',
    `${below('job', 'prod/job')}loading KV pairs: file sources: [scripts/a.sh]: evalsymlink failure on '${at}prod/job/scripts/a.sh' : lstat ${at}prod/job/scripts: no such file or directory`,
    'it takes prod/job/scripts/a.sh, which is not there',
  ],
  [
    'a file of a generator',
    `loading KV pairs: file sources: [a.yml=./files/a.yml]: open ${at}prod/files/a.yml: no such file or directory`,
    'it takes prod/files/a.yml, which is not there',
  ],
  [
    'what two bases below is missing',
    `${below('../common', 'prod/common')}${below('../../common', 'common')}accumulating resources: accumulation err='accumulating resources from '../base/x': evalsymlink failure on '${at}base/x' : lstat ${at}base: no such file or directory': must build at directory: not a valid directory: evalsymlink failure on '${at}base/x' : lstat ${at}base: no such file or directory`,
    'it takes base/x, which is not there',
  ],
  [
    'a base that is empty',
    `accumulating resources: accumulation err='accumulating resources from 'thoth': '${at}dev/thoth' must resolve to a file': couldn't make target for path '${at}dev/thoth': kustomization.yaml is empty`,
    'dev/thoth is refused: kustomization.yaml is empty',
  ],
  [
    'a folder without a kustomization',
    `accumulating resources: accumulation err='accumulating resources from 'x': '${at}x' must resolve to a file': couldn't make target for path '${at}x': unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${at}x'`,
    'it takes x, which holds no kustomization',
  ],
  [
    'a file outside',
    `accumulating resources: accumulation err='accumulating resources from '../a.yaml': security; file '${at}a.yaml' is not in or below '${at}prod'': must build at directory: '${at}a.yaml' is a file`,
    "accumulating resources: accumulation err='accumulating resources from '../a.yaml': security; file 'a.yaml' is not in or below 'prod'': must build at directory: 'a.yaml' is a file",
  ],
])('%s is told in short, named from the folder that was given', (_name, problem, said) => {
  expect(explainKustomization(problem, at)).toBe(said);
});

/** An id as the name that viewers of SARIF show: `no-budget` as `NoBudget`. */
export function pascalCase(id: string): string {
  return id.replaceAll(/(?:^|-)(\w)/g, (_all, letter: string) => letter.toUpperCase());
}

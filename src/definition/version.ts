/** The version of the definition that this program carries (year and month); every assessment names it. */
export const definitionVersion = '2026-11';

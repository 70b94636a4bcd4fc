/** The region of a zone by its name, as AWS (`eu-west-1a`), Google (`europe-west1-b`) and Azure (`westeurope-1`) name them; null for any other. */
export function regionOfZone(zone: string): string | null {
  return (
    /^([a-z]{2}(?:-[a-z]+)+-\d)[a-z]$/.exec(zone)?.[1] ??
    /^([a-z]+-[a-z]+\d+)-[a-z]$/.exec(zone)?.[1] ??
    /^([a-z]{5,}\d?)-\d$/.exec(zone)?.[1] ??
    null
  );
}

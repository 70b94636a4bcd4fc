/** A package of others that is inside ours. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** The bill of materials of the package, in CycloneDX 1.6: what is bundled into it. The same packages give the same bytes, so it bears no time. */
export function writeSbom(version: string, packages: readonly BundledPackage[]): string {
  const ours = purl('kubecompass', version);
  const sorted = packages.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return `${JSON.stringify(
    {
      $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: {
        component: {
          'type': 'application',
          'bom-ref': ours,
          'name': 'kubecompass',
          version,
          'licenses': [{ license: { id: 'Apache-2.0' } }],
          'purl': ours,
        },
      },
      components: sorted.map(({ name, version: own, license }) => {
        const [group, bare] = name.startsWith('@') ? name.split('/') : [undefined, name];
        return {
          'type': 'library',
          'bom-ref': purl(name, own),
          ...(group === undefined ? {} : { group }),
          'name': bare,
          'version': own,
          'scope': 'required',
          'licenses': [/[ ()]/.test(license) ? { expression: license } : { license: { id: license } }],
          'purl': purl(name, own),
        };
      }),
      dependencies: [
        { ref: ours, dependsOn: sorted.map((one) => purl(one.name, one.version)) },
        ...sorted.map((one) => ({ ref: purl(one.name, one.version) })),
      ],
    },
    null,
    2,
  )}\n`;
}

/** The package URL of an npm package. */
function purl(name: string, version: string): string {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;
}

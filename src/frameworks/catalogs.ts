import { bsiCatalog } from './catalogs/bsi.ts';
import { cisCatalog } from './catalogs/cis.ts';
import { doraCatalog } from './catalogs/dora.ts';
import { fedramp20xCatalog } from './catalogs/fedramp20x.ts';
import { gdprCatalog } from './catalogs/gdpr.ts';
import { hipaaCatalog } from './catalogs/hipaa.ts';
import { iso27001Catalog } from './catalogs/iso27001.ts';
import { nis2Catalog } from './catalogs/nis2.ts';
import { nist80053Catalog } from './catalogs/nist80053.ts';
import { pciCatalog } from './catalogs/pci.ts';
import { soc2Catalog } from './catalogs/soc2.ts';
import type { Control } from './control.ts';
import type { FrameworkId } from './frameworks.ts';

/** Every control of every framework, whether a criterion speaks to it or not: the denominator of all that is said of a framework. */
export const catalogs: Readonly<Record<FrameworkId, readonly Control[]>> = {
  iso27001: iso27001Catalog,
  soc2: soc2Catalog,
  gdpr: gdprCatalog,
  hipaa: hipaaCatalog,
  pci: pciCatalog,
  nist80053: nist80053Catalog,
  fedramp20x: fedramp20xCatalog,
  cis: cisCatalog,
  dora: doraCatalog,
  nis2: nis2Catalog,
  bsi: bsiCatalog,
};

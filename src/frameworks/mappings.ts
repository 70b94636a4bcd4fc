import type { CriterionId } from '../definition/criteria.ts';
import type { ControlLink, ControlLinks } from './control-links.ts';
import { bsi } from './controls/bsi.ts';
import { cis } from './controls/cis.ts';
import { dora } from './controls/dora.ts';
import { fedramp20x } from './controls/fedramp20x.ts';
import { gdpr } from './controls/gdpr.ts';
import { hipaa } from './controls/hipaa.ts';
import { iso27001 } from './controls/iso27001.ts';
import { nis2 } from './controls/nis2.ts';
import { nist80053 } from './controls/nist80053.ts';
import { pci } from './controls/pci.ts';
import { soc2 } from './controls/soc2.ts';
import { type FrameworkId, frameworkIds } from './frameworks.ts';

/** What a criterion says about some controls, and whose controls these are. */
export interface Mapping extends ControlLink {
  readonly framework: FrameworkId;
}

const linksOf: Readonly<Record<FrameworkId, ControlLinks>> = {
  iso27001,
  soc2,
  gdpr,
  hipaa,
  pci,
  nist80053,
  fedramp20x,
  cis,
  dora,
  nis2,
  bsi,
};

/** The mappings of a criterion, framework by framework in the order of `frameworkIds`. */
export function mappingsOf(criterion: CriterionId): Mapping[] {
  return frameworkIds.flatMap((framework) =>
    (linksOf[framework][criterion] ?? []).map((link): Mapping => ({ framework, ...link })),
  );
}

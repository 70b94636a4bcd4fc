import { analysisRegistry } from './generate/analysis-registry.ts';
import { checkPages } from './generate/check-pages.ts';
import { checkRegistry } from './generate/check-registry.ts';
import { patchRegistry } from './generate/patch-registry.ts';
import { writeGenerated, writeGeneratedFolder } from './generate/write-generated.ts';

// Everything that can be derived from the sources is: `npm run generate` writes it, and CI proves that it is fresh.
writeGenerated('src/analyses/registry.generated.ts', analysisRegistry());
writeGenerated('src/checks/registry.generated.ts', checkRegistry());
writeGenerated('src/checks/patches.generated.ts', patchRegistry());
writeGenerated('src/checks/pages.generated.ts', checkPages());

// The reference is written from the checks, which stand in the registry only now.
const { referencePages } = await import('./generate/reference.ts');
writeGeneratedFolder('docs/reference', await referencePages());

const { writeDeployedAccess } = await import('../src/cli/write-access.ts');
writeGenerated('deploy/rbac.yaml', writeDeployedAccess());

const { firstScreenPicture } = await import('./generate/terminal-picture.ts');
writeGenerated('docs/first-screen.svg', await firstScreenPicture());

const { reportPage } = await import('./generate/report-page.ts');
writeGenerated('src/report/html/page.generated.ts', await reportPage());

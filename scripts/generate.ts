import { writeGenerated } from './generate/write-generated.ts';
import { analysisRegistry } from './generate/analysis-registry.ts';
import { checkRegistry } from './generate/check-registry.ts';

// Everything that can be derived from the sources is: `npm run generate` writes it, and CI proves that it is fresh.
writeGenerated('src/analyses/registry.generated.ts', analysisRegistry());
writeGenerated('src/checks/registry.generated.ts', checkRegistry());

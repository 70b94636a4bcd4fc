import type { PipelineScan } from '../../estate/pipeline.ts';
import type { Fields } from '../objects/fields.ts';

/** The scan, as what stands around it lets it fail: `true` lets the pipeline go on, and whatever is computed may. */
export function letThrough(scan: PipelineScan, around: Fields, key: string, what: string): PipelineScan {
  const value = around.value(key);
  if (scan.stops === false || value === undefined || value === false || value === 'false') return scan;
  if (value === true || value === 'true') return { ...scan, stops: false, because: `${what} has ${key}: true` };
  return { ...scan, stops: null, because: `${what} computes ${key}` };
}

import { readFileSync } from 'node:fs';
import { type Mapping, mappingSchema } from '../../../shared/mapping.ts';
import { sampleMappingPath } from './sample-path.ts';

/** The mapping that fits the sample audience, read from its file. Throws if a build has lost or spoilt it. */
export function readSampleMapping(): Mapping {
  return mappingSchema.parse(JSON.parse(readFileSync(sampleMappingPath, 'utf8')));
}

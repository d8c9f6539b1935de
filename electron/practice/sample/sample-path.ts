import { fileURLToPath } from 'node:url';

/** Where the files of the sample audience are: beside this source file, or beside the bundle that it went into. */
const path = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));

/** Path of the sample audience, some 500 rows as a shop would export them. */
export const samplePath = path('spring-vip.csv');

/** Path of the mapping that fits the sample audience. */
export const sampleMappingPath = path('spring-vip.mapping.json');

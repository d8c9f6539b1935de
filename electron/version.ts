import manifest from '../package.json' with { type: 'json' };

/** Version of the app. */
export const appVersion: string = manifest.version;

/** What a check's verdicts depend on beside rows and mapping: our own code and the phone metadata. */
export const engineVersion = `${appVersion}, phones ${manifest.devDependencies['libphonenumber-js']}`;

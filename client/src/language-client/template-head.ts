/**
 * The `$schema` of a deployment template or of its parameters, in any of the four scopes, as Azure and its tools accept it:
 * http or https, letter case as you like, with or without `#` at the end.
 */
const schemaOfATemplate =
  /"\$schema"\s*:\s*"\s*https?:\/\/[^"\s]*\/(?:subscription|managementGroup|tenant)?Deployment(?:Template|Parameters)\.json#?\s*"/i;

/**
 * True if the first part of a JSON text names the schema of a deployment template or parameter file. A policy definition that carries
 * a template inside may pass: the server, which parses the text, has the last word.
 */
export function startsLikeATemplate(head: string): boolean {
  return schemaOfATemplate.test(head);
}

/** True for the configuration file of this extension, in which the server reports unknown rules and keys. `path` is that of a URI. */
export function isConfigurationByName(path: string): boolean {
  return path.slice(path.lastIndexOf('/') + 1) === 'encryptionlens.json';
}

/** True for a Bicep file or a parameter file in Bicep. `path` is that of a URI. */
export function isBicepByName(path: string): boolean {
  return /\.bicep(?:param)?$/.test(path);
}

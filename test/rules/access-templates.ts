/** The resources that the tests about access to a key have in common; what a test is about, it says itself. */

/** A vault with these properties, and its key. */
export function vaultInBicep(properties: string): string {
  return `
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: {
    enablePurgeProtection: true
    ${properties}
  }
}
resource key 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: 'key'
  properties: { kty: 'RSA' }
}`;
}

/** A set with an identity of its own, under a symbol that may be marked. */
export function setInBicep(symbol = 'set'): string {
  return `
resource ${symbol} 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  identity: { type: 'SystemAssigned' }
  properties: { activeKey: { keyUrl: key.properties.keyUriWithVersion } }
}`;
}

/** A user-assigned identity, and a set that uses it. */
export function userAssignedSetInBicep(symbol = 'set', more = ''): string {
  return `
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id'
}
resource ${symbol} 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '\${identity.id}': {} }
  }
  properties: { activeKey: { keyUrl: key.properties.keyUriWithVersion } }${more}
}`;
}

export const SET_PRINCIPAL = 'set.identity.principalId';
export const CRYPTO_SERVICE_ENCRYPTION_USER = 'e147488a-f6f5-4113-8e2d-b22465e65bf6';
export const CRYPTO_OFFICER = '14b46e9e-c2b7-41b4-b07b-48a6ebf60603';
export const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';

export interface RoleInBicep {
  readonly principal?: string;
  readonly role?: string;
  readonly scope?: string;
  readonly condition?: string;
  readonly symbol?: string;
}

/** An assignment of a role, by default the right one to the set, on the vault. */
export function roleInBicep({
  principal = SET_PRINCIPAL,
  role = CRYPTO_SERVICE_ENCRYPTION_USER,
  scope = '\n  scope: vault',
  condition = '',
  symbol = 'access',
}: RoleInBicep = {}): string {
  return `
resource ${symbol} 'Microsoft.Authorization/roleAssignments@2022-04-01' = ${condition}{
  name: guid('kv', 'des')${scope}
  properties: {
    principalId: ${principal}
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${role}')
  }
}`;
}

/** Access policies beside the vault: items of the list. */
export function policiesInBicep(items: string): string {
  return `
resource policies 'Microsoft.KeyVault/vaults/accessPolicies@2023-07-01' = {
  parent: vault
  name: 'add'
  properties: { accessPolicies: [${items}] }
}`;
}

/** A policy for the set, or another principal, with this list of key permissions. */
export function policy(permissions: string, principal = SET_PRINCIPAL): string {
  return `{ tenantId: tenant().tenantId, objectId: ${principal}, permissions: { keys: ${permissions} } }`;
}

export const ENOUGH = "['get', 'wrapKey', 'unwrapKey']";

/** A disk of the set. */
export function diskInBicep(symbol = 'disk', more = ''): string {
  return `
resource ${symbol} 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  properties: { encryption: { diskEncryptionSetId: set.id } }${more}
}`;
}

const VAULT_ID = "resourceId('Microsoft.KeyVault/vaults', 'kv')";
const KEY_ID = "resourceId('Microsoft.KeyVault/vaults/keys', 'kv', 'key')";
const SET_ID = "resourceId('Microsoft.Compute/diskEncryptionSets', 'des')";

export function vaultInJson(properties: string): string {
  return `
    { "type": "Microsoft.KeyVault/vaults", "apiVersion": "2023-07-01", "name": "kv",
      "properties": { "enablePurgeProtection": true, ${properties} } },
    { "type": "Microsoft.KeyVault/vaults/keys", "apiVersion": "2023-07-01", "name": "kv/key", "dependsOn": ["[${VAULT_ID}]"],
      "properties": { "kty": "RSA" } }`;
}

export function setInJson(type = 'Microsoft.Compute/diskEncryptionSets'): string {
  return `
    { "type": "${type}", "apiVersion": "2024-03-02", "name": "des", "identity": { "type": "SystemAssigned" },
      "dependsOn": ["[${KEY_ID}]"],
      "properties": { "activeKey": { "keyUrl": "[reference(${KEY_ID}).keyUriWithVersion]" } } }`;
}

const PRINCIPAL_IN_JSON = `[reference(${SET_ID}, '2024-03-02', 'full').identity.principalId]`;

export function roleInJson(
  type = 'Microsoft.Authorization/roleAssignments',
  role = CRYPTO_SERVICE_ENCRYPTION_USER,
): string {
  return `
    { "type": "${type}", "apiVersion": "2022-04-01", "name": "[guid('kv', 'des')]", "scope": "[${VAULT_ID}]",
      "dependsOn": ["[${SET_ID}]"], "properties": { "principalId": "${PRINCIPAL_IN_JSON}",
        "roleDefinitionId": "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${role}')]" } }`;
}

export function policiesInJson(permissions: string, mark: readonly [string, string] = ['', '']): string {
  return `
    { "type": "Microsoft.KeyVault/vaults/accessPolicies", "apiVersion": "2023-07-01", "name": "kv/add",
      "dependsOn": ["[${SET_ID}]"], "properties": { "accessPolicies": [
        ${mark[0]}{ "tenantId": "[tenant().tenantId]", "objectId": "${PRINCIPAL_IN_JSON}", "permissions": { "keys": ${permissions} } }${mark[1]}
      ] } }`;
}

export function diskInJson(type = 'Microsoft.Compute/disks', dependsOn = `"dependsOn": ["[${SET_ID}]"], `): string {
  return `
    { "type": "${type}", "apiVersion": "2024-03-02", "name": "disk", ${dependsOn}"properties": {
        "encryption": { "diskEncryptionSetId": "[${SET_ID}]" } } }`;
}

/** What Azure answers to a mistake, as seen in public threads and tools. `…` stands for names and for what was cut. */
export type AzureErrorText = {
  /** The error code, where the source gives it. */
  readonly code: string | undefined;
  readonly text: string;
  /** The row of the fact base. */
  readonly fact: string;
  readonly source: string;
};

/** The texts known for a row of the fact base; empty if none was captured. */
export function errorTextsOf(fact: string): AzureErrorText[] {
  return ERROR_TEXTS.filter((error) => error.fact === fact);
}

/** All known texts. */
export function allErrorTexts(): readonly AzureErrorText[] {
  return ERROR_TEXTS;
}

// Collected 2026-11-24 from threads of 2018 to 2025; Azure words its errors anew at times.
// prettier-ignore
const ERROR_TEXTS: readonly AzureErrorText[] = [
  { code: 'InvalidParameter', text: "The property 'securityProfile.encryptionAtHost' is not valid because the 'Microsoft.Compute/EncryptionAtHost' feature is not enabled for this subscription.", fact: 'EAH-04', source: 'azure-cli#16788, terraform-provider-azurerm#17185' },
  { code: undefined, text: "'securityProfile.encryptionAtHost' can be updated only when VM is in deallocated state", fact: 'EAH-10', source: 'terraform-provider-azurerm linux_virtual_machine_resource.go' },
  { code: undefined, text: 'Encryption at host is not allowed for a VM having disks that were encrypted with Azure Disk Encryption', fact: 'EAH-12', source: 'a public README' },
  { code: 'Conflict', text: 'Azure Disk Encryption cannot be enabled on disks that have encryption at host enabled', fact: 'EAH-12', source: 'azure-powershell#19089' },
  { code: 'OperationNotAllowed', text: "Operation 'deallocate' is not supported for VMs … using an ephemeral OS disk", fact: 'EPH-05', source: 'terraform-provider-azurerm code' },
  { code: 'KeyVaultAccessForbidden', text: "Unable to access key vault resource '…' to enable encryption at rest. Please grant get, wrap and unwrap key permissions to disk encryption set '…'", fact: 'RBAC-01', source: 'azure-docs#96319; ansible-collections/azure#1676 (at DES create, user-assigned)' },
  { code: 'InvalidParameter', text: 'Resource … encrypted with platform key has disk encryption set id specified', fact: 'DSK-05', source: 'azure-cli#22484' },
  { code: 'PropertyChangeNotAllowed', text: "Changing property 'encryption.diskEncryptionSetId' is not allowed.", fact: 'DSK-12', source: 'terraform-provider-azurerm#6230' },
  { code: 'BadRequest', text: "DiskEncryptionSet '…' was not found.", fact: 'DES-26', source: 'azure-cli#18355' },
  { code: 'BadRequest', text: 'The property "enablePurgeProtection" cannot be set to false…', fact: 'KV-02', source: 'azure-cli#29115' },
  { code: 'InvalidParameter', text: '… is not a valid versioned Key Vault Secret URL', fact: 'ADE-22', source: 'azure-powershell#3646' },
  { code: 'NotSupported', text: "Azure Disk Encryption extension version '2.2' is not supported", fact: 'ADX-01', source: 'azure-powershell#6337' },
  { code: 'BadRequest', text: "Required parameter for Confidential VMs 'managedDisk.securityProfile.securityEncryptionType' is missing (null).", fact: 'CVM-02', source: 'avdaccelerator#686' },
  { code: 'BadRequest', text: "The parameter 'managedDisk.securityProfile' can only be set for Confidential VMs.", fact: 'CVM-03', source: 'terraform-provider-azurerm#30782' },
  { code: 'BadRequest', text: "The VM size 'Standard_D2as_v5' is not supported for creation of VMs … with 'ConfidentialVM' security type and … 'VMGuestStateOnly'", fact: 'CVM-06', source: 'cloud-api-adaptor#1742' },
  { code: 'InvalidParameter', text: "SecurityType 'ConfidentialVM_DiskEncryptedWithCustomerKey' is not supported by given image.", fact: 'CVM-18', source: 'azure-cli#22200' },
  { code: 'Conflict', text: "The SecurityProfile type of this image version 'EncryptedWithCmk' must match the SecurityProfile type of the source …", fact: 'IMG-06', source: 'packer-plugin-azure#373' },
  { code: undefined, text: 'Security type of VM is not compatible with the security type of attached OS Disk', fact: 'CVM-19', source: 'azure-powershell#24253' },
  { code: undefined, text: "Security Type 'TrustedLaunch' is not supported for CreateOption 'Copy'", fact: 'CVM-17', source: 'azure-powershell#24253' },
  { code: 'InvalidParameter', text: "The selected SKU '…' does not support encryption at host", fact: 'EAH-06', source: 'ARO-RP' },
];

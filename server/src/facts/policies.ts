/** A built-in Azure policy about disk encryption: what its definition looks for, in our words. */
export type BuiltInPolicy = {
  /** The GUID of the definition. */
  readonly id: string;
  /** What it asks for. */
  readonly asks: string;
  /** The row of the fact base, where there is one. */
  readonly fact: string | undefined;
  /** `AuditIfNotExists` looks at running machines, so no template can show its result. */
  readonly effect: 'audit or deny' | 'audit' | 'auditIfNotExists' | 'deprecated';
  /** Where its condition differs from what one would think. */
  readonly caveat?: string;
};

/** The policy of a definition GUID or of its id (`/providers/Microsoft.Authorization/policyDefinitions/<guid>`, any letter case). */
export function findPolicy(definitionIdOrGuid: string): BuiltInPolicy | undefined {
  const guid = definitionIdOrGuid.trim().toLowerCase().split('/').at(-1);
  return POLICIES.find((policy) => policy.id === guid);
}

/** All policies of the table. */
export function allPolicies(): readonly BuiltInPolicy[] {
  return POLICIES;
}

// Azure/azure-policy f4a50ba (2026-04-29); the vault policies also in published regulatory compliance tables of azure-docs.
const POLICIES: readonly BuiltInPolicy[] = [
  {
    id: 'fc4d8e41-e223-45ea-9bf5-eada37891d87',
    asks: 'encryption at host on machines and scale sets',
    fact: 'POL-01',
    effect: 'audit or deny',
  },
  {
    id: '702dd420-7fcc-42c5-afe8-4026edd20fe0',
    asks: 'a customer-managed key on OS and data disks, images and gallery versions',
    fact: 'POL-02',
    effect: 'audit or deny',
    caveat: 'A data disk that names an existing disk passes whatever that disk is encrypted with.',
  },
  {
    id: 'ca91455f-eace-4f96-be59-e6e2c35b4816',
    asks: 'double encryption on disk encryption sets',
    fact: 'POL-03',
    effect: 'audit or deny',
    caveat: 'It also flags the sets of confidential disks.',
  },
  {
    id: 'd461a302-a187-421a-89ac-84acdb4edc04',
    asks: 'disk encryption sets from a list',
    fact: 'POL-04',
    effect: 'audit or deny',
    caveat: 'It does not look at data disks written inside a machine.',
  },
  {
    id: '41425d9f-d1a5-499a-9932-f8ed8453932c',
    asks: 'encryption at host on AKS node pools',
    fact: 'POL-05',
    effect: 'audit or deny',
    caveat: 'It does not look at node pools that are resources of their own.',
  },
  {
    id: '7d7be79c-23ba-4033-84dd-45e2a5ccdd67',
    asks: 'a customer-managed key on the disks of AKS clusters',
    fact: 'POL-06',
    effect: 'audit or deny',
  },
  {
    id: '1760f9d4-7206-436e-a28f-d9f3a5c8a227',
    asks: 'encryption of the temp disk on Batch pools',
    fact: 'POL-07',
    effect: 'audit or deny',
  },
  {
    id: '1fd32ebd-e4c3-4e13-a54a-d7422d4d95f6',
    asks: 'encryption at host on HDInsight clusters',
    fact: 'POL-08',
    effect: 'audit or deny',
  },
  {
    id: '0961003e-5a0a-4549-abde-af6a37f2724d',
    asks: 'Azure Disk Encryption on machines',
    fact: 'POL-09',
    effect: 'deprecated',
  },
  {
    id: '3dc5edcd-002d-444c-b216-e123bbfa37c0',
    asks: 'Azure Disk Encryption or encryption at host on Windows machines',
    fact: 'POL-10',
    effect: 'auditIfNotExists',
    caveat: 'It skips confidential machines and those with Ultra disks enabled.',
  },
  {
    id: 'ca88aadc-6e2b-416c-9de2-5a0f01d1693f',
    asks: 'Azure Disk Encryption or encryption at host on Linux machines',
    fact: 'POL-11',
    effect: 'auditIfNotExists',
    caveat: 'It skips confidential machines and those with Ultra disks enabled.',
  },
  {
    id: '0b60c0b2-2dc2-4e1c-b5c9-abbed971de53',
    asks: 'soft delete and purge protection on key vaults',
    fact: undefined,
    effect: 'audit or deny',
  },
  {
    id: '1e66c121-a66a-4b1f-9b83-0fd99bf0fc2d',
    asks: 'soft delete on key vaults',
    fact: undefined,
    effect: 'audit or deny',
  },
  {
    id: 'c39ba22d-4428-4149-b981-70acb31fc383',
    asks: 'purge protection on managed HSMs',
    fact: undefined,
    effect: 'audit or deny',
  },
];

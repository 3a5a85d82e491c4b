module disk 'modules/disk.bicep' = {
  name: 'disk'
  params: {
    type: 'EncryptionAtRestWithPlatformKeys'
  }
}

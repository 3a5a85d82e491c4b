using 'main.bicep'

param workload = 'orders'

param location = 'westeurope'

param vaultName = 'kv-orders-weu-01'

param vaultLocation = 'westeurope'

param subnetId = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/vnet-landing-zone/subnets/snet-orders'

param adminUsername = 'operator'

param adminPublicKey = readEnvironmentVariable('ADMIN_PUBLIC_KEY', 'ssh-ed25519 replace-with-your-key')

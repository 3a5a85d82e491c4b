/** What `--help` says. */

export const commandNames = ['check', 'inventory', 'expand', 'rules'] as const;
export type CommandName = (typeof commandNames)[number];

const texts: Readonly<Record<CommandName, string>> = {
  check: `Usage: encryption-lens check [paths...] [options]

Finds encryption mistakes in ARM JSON and Bicep templates. A folder is searched for
templates and parameter files; without paths the current folder is.

  --format FORMAT     text (default), json, sarif, github or junit
  --parameters FILE   parameter file for the templates that are named
  --config FILE       this configuration instead of the nearest encryptionlens.json
  --fail-on SEVERITY  exit with 1 from this severity on: error (default), warning,
                      information or never
  --fix               apply preferred fixes to the files until none is left
  --dry-run           print what --fix would change, as a unified diff, and write nothing

Exit status: 0 nothing at or above --fail-on; 1 findings; 2 bad usage, or a file that
could not be read or analysed whole.
`,
  inventory: `Usage: encryption-lens inventory FILES... [options]

Shows the key hierarchy of templates, and how each disk of a machine is encrypted.

  --format FORMAT     text (default), json or mermaid
  --parameters FILE   parameter file; without it parameters have their defaults
  --positions         with json: where each resource is declared

Exit status: 0, or 2 for bad usage or a file that could not be read or analysed whole.
`,
  expand: `Usage: encryption-lens expand FILE [options]

Shows the resources that a template would create, after evaluation, as \`bicep snapshot\`
predicts them. FILE is a template (.bicep, .json) or a .bicepparam that says \`using\`
one. What the options leave out, and what only Azure can answer, stays an ARM
expression in brackets.

  --format FORMAT           json
  --parameters FILE         parameter file; without it parameters have their defaults
  --tenant-id ID            where the template is deployed to
  --subscription-id ID
  --management-group-id ID
  --resource-group NAME
  --location REGION         region of the resource group, or of the deployment
  --deployment-name NAME

Exit status: 0, or 2 for bad usage or a file that could not be read or analysed whole.
`,
  rules: `Usage: encryption-lens rules [options]

Lists the rules.

  --format FORMAT     text (default), json or markdown
`,
};

export const overview = `Usage: encryption-lens COMMAND [arguments]

Understands how the disks of virtual machines in Azure templates will be encrypted.

  check [paths...]    find encryption mistakes, and fix them
  inventory FILES...  show the key hierarchy and the encryption of each disk
  expand FILE         show the resources of a template after evaluation
  rules               list the rules

  --help              this text; after a command, that of the command
  --version           the version
`;

export function helpOf(command: CommandName): string {
  return texts[command];
}

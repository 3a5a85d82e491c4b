import { defineRule } from './rule.js';

/** Something in `encryptionlens.json` that means nothing; the reader of the configuration reports it. */
export const configurationInvalid = defineRule({
  id: 'configuration-invalid',
  title: 'The configuration file has an entry that means nothing',
  severity: 'warning',
  category: 'configuration',
  facts: [],
  messages: {
    syntax: 'The configuration has a syntax error, so what stands behind it may be ignored. Correct the JSON.',
    key: "There is no setting '{name}', so it does nothing. Known ones are rules, parameters and ignore.",
    rule: "There is no rule '{name}', so this does nothing. Correct the id.",
    severity: "'{value}' is no severity, so the rule keeps its own. Use off, information, warning or error.",
    type: "'{name}' must be {expected}, so it is ignored. Correct the value.",
  },
  // The findings come from the configuration file, which no inventory has; see `workspace/configuration.ts`.
  *check() {
    yield* [];
  },
});

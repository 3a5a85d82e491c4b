import { defineRule } from './rule.js';

/** A comment that switches a rule off must switch something off; the analysis reports those that do not. */
export const suppressionUnused = defineRule({
  id: 'suppression-unused',
  title: 'A suppression switches nothing off',
  severity: 'warning',
  category: 'suppression',
  facts: [],
  messages: {
    unused:
      "There is no finding of '{rule}' here, so this comment switches nothing off and would hide a later one. Remove it.",
    unknown: "There is no rule '{rule}', so this comment switches nothing off. Correct the id or remove the comment.",
    empty: 'The comment names no rule, so it switches nothing off. Name the rule, or remove the comment.',
  },
  // The findings come from the comments of a file, which no inventory has; see `workspace/suppressions.ts`.
  *check() {
    yield* [];
  },
});

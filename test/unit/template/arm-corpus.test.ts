import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isDeploymentTemplate } from '../../../server/src/syntax/json/schema.js';
import { parseJson } from '../../../server/src/syntax/json/parse.js';
import { armTemplate } from '../../../server/src/template/arm.js';
import type { Expression, Template } from '../../../server/src/template/model.js';
import { expressionsIn } from '../../../server/src/template/walk.js';

const corpus = resolve(import.meta.dirname, '../../../../shared/corpus/arm');
const isThere = existsSync(corpus);
if (!isThere) process.stderr.write(`SKIPPED: no corpus of ARM templates at ${corpus}\n`);

/** Every expression of a template and of those nested in it. */
function* expressionsOf(template: Template): Generator<Expression> {
  for (const { defaultValue } of template.parameters.values()) {
    const value = defaultValue();
    if (value !== undefined) yield* expressionsIn(value);
  }
  for (const { value } of template.variables.values()) yield* expressionsIn(value());
  for (const { value } of template.outputs.values()) yield* expressionsIn(value());
  for (const { body } of template.functions.values()) yield* expressionsIn(body());
  for (const { body, dependsOn } of template.resources)
    for (const root of [body(), ...dependsOn()]) yield* expressionsIn(root);
  for (const { parameters, source } of template.modules) {
    for (const { value } of parameters().values()) yield* expressionsIn(value);
    if (source.kind === 'inline') yield* expressionsOf(source.template());
  }
}

describe.skipIf(!isThere)('Each template that the Bicep compiler wrote', () => {
  const files = isThere ? readdirSync(corpus).filter((name) => name.endsWith('.json')) : [];

  it.each(files)('%s is read without an error or an invalid expression', (name) => {
    const text = readFileSync(resolve(corpus, name), 'utf8');
    const file = parseJson(text);
    expect([file.errors, isDeploymentTemplate(file)]).toEqual([[], true]);

    const reasons = new Set<string>();
    let misplaced = 0;
    for (const expression of expressionsOf(armTemplate(name, file))) {
      if (expression.kind === 'invalid') reasons.add(expression.reason);
      const written = expression.kind === 'call' ? text.slice(expression.nameSpan.start, expression.nameSpan.end) : '';
      if (expression.kind === 'call' && written !== expression.name) misplaced++;
    }
    expect([...reasons]).toEqual([]);
    expect(misplaced).toBe(0);
  });
});

import { it, expect, describe } from 'vitest';
import { findingsIn, fixed, unmark } from '../rule-cases.js';
export { bicep, json, jsonTemplate, findingsIn } from '../rule-cases.js';
import { writeFileSync, mkdirSync } from 'node:fs';
let n = 0;
export function rule(id: string, cases: any): void {
  describe(id, () => {
    for (const [title, wanted] of [...Object.entries(cases.finds ?? {}), ...Object.entries(cases.fixes ?? {}).map(([t, c]: any) => [t, c.before])] as any) {
      it(title, () => {
        const files = Array.isArray(wanted) ? wanted[0] : wanted;
        const before = findingsIn(files);
        const key = (f: any) => f.rule + ' ' + f.resource;
        const had = new Set(before.map(key));
        for (const finding of before.filter((f) => f.rule === id)) {
          finding.fixes.forEach((fix, i) => {
            let after: any;
            try { after = fixed(files, finding, i); } catch (e) { console.log('IMPOSSIBLE', id, '|', title, '|', fix.title); return; }
            const left = findingsIn(after);
            const fresh = left.filter((f) => f.severity !== 'information' && !had.has(key(f)));
            if (fresh.length) console.log('NEW', id, '|', title, '|', fix.title, '|', fresh.map((f) => f.rule + ': ' + f.message).join('\n   '));
            const still = left.filter((f) => f.rule === id && f.message === finding.message && f.file === finding.file);
            if (still.length >= before.filter((f) => f.rule === id && f.message === finding.message && f.file === finding.file).length) console.log('STILL', id, '|', title, '|', fix.title);
            const again = findingsIn(after).find((f) => f.rule === id && f.message === finding.message);
            const dir = `/tmp/bx/gen/${id}-${n++}`; mkdirSync(dir + '/a', { recursive: true }); mkdirSync(dir + '/b', { recursive: true });
            for (const [p, t] of Object.entries(files)) writeFileSync(`${dir}/a/${p}`, unmark(t as string).text);
            for (const [p, t] of Object.entries(after)) writeFileSync(`${dir}/b/${p}`, t as string);
          });
        }
      });
    }
  });
}

/** An answer as JSON, readable by people too. */
export function writeJson(answer: object): string {
  return `${JSON.stringify(answer, undefined, 2)}\n`;
}

/**
 * The name that is offered for an export: the imported file's own, and what is in it, as `spring-vip-rejects.csv`.
 * @param what one word; signs that a file name can't have are replaced
 */
export function exportName(importedFile: string, what: string): string {
  const stem = importedFile.replace(/\.[^.]{1,5}$/, '');
  const name = `${stem}-${what}`.replace(/[<>:"/\\|?*]/g, '-');
  return `${name}.csv`;
}

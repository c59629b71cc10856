import { parse } from 'csv-parse/sync';

/** Reads comma-separated text with a head line into records; every row must have every column. Throws on malformed text, naming the line. */
export function csvRecords(text: string): Record<string, string>[] {
  return parse(text, { columns: true, bom: true, skip_empty_lines: true }) as Record<string, string>[];
}

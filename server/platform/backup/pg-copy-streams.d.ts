/** The parts of pg-copy-streams that backup and restore use; the package ships no types. */
declare module 'pg-copy-streams' {
  import type { Connection, Submittable } from 'pg';
  import type { Readable, Writable } from 'node:stream';

  interface CopyQuery extends Submittable {
    /** Rows the server reported; known after the end of the stream. */
    rowCount: number;
    submit: (connection: Connection) => void;
  }
  export function to(text: string): Readable & CopyQuery;
  export function from(text: string): Writable & CopyQuery;
}

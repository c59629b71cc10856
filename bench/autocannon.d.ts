/** The part of autocannon that bench/ uses; the package ships no types. */
declare module 'autocannon' {
  interface Options {
    readonly url: string;
    readonly connections: number;
    readonly duration: number;
    readonly requests: readonly {
      readonly method: string;
      readonly path: string;
      readonly headers: Record<string, string>;
      readonly body: string;
      readonly setupRequest?: (request: { readonly headers?: Record<string, string> }) => object;
    }[];
  }
  interface Outcome {
    readonly '2xx': number;
    readonly non2xx: number;
    readonly errors: number;
  }
  export default function autocannon(options: Options): Promise<Outcome>;
}

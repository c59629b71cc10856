import { readFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { assetFolder } from './asset-folder.ts';
import { readFontCoverage } from './font-coverage.ts';
import { printableData } from './printable-text.ts';
import type { RenderJob } from './render-job.ts';

/** The compiler declined the template or its data; `message` holds no text of the document. */
export class CompileError extends Error {}

export type CompileDocument = (job: Pick<RenderJob, 'template' | 'data' | 'assets'>) => Uint8Array;

/**
 * Opens the typst compiler on our templates and fonts. It is native code that never gives all its memory back, so this
 * runs in a render process that is replaced from time to time, never in the server.
 *
 * The document reaches the template as JSON in `sys.inputs.data`, never as markup: a customer named `#set` stays a name.
 */
export function openCompiler(folder: string = assetFolder): CompileDocument {
  const compiler = NodeCompiler.create({ workspace: `${folder}/templates`, fontArgs: [{ fontPaths: [`${folder}/fonts`] }] });
  const covers = readFontCoverage(readFileSync(`${folder}/fonts/inter-regular.ttf`));
  return ({ template, data, assets }) => {
    const inputs = { ...assets, data: JSON.stringify(printableData(data, covers)) };
    try {
      const compiled = compiler.compile({ mainFilePath: `${folder}/templates/${template}.typ`, inputs });
      const document = compiled.result;
      if (document === null) {
        const failure = compiled.takeDiagnostics();
        throw new CompileError(firstMessage(failure === null ? [] : compiler.fetchDiagnostics(failure)));
      }
      return compiler.pdf(document, { pdfStandard: 'a-2b' });
    } catch (error) {
      throw error instanceof CompileError ? error : new CompileError(withoutQuotedText(String(error)));
    } finally {
      // Age 1 keeps what the next document uses again (fonts, the parsed template) and drops the rest.
      compiler.evictCache(1);
    }
  };
}

function firstMessage(diagnostics: readonly unknown[]): string {
  const [first] = diagnostics;
  const message = typeof first === 'object' && first !== null && 'message' in first ? String(first.message) : 'no reason given';
  return withoutQuotedText(message);
}

/** Compiler messages quote what they stumble over, which may be a customer's name. */
function withoutQuotedText(message: string): string {
  return message.replace(/`[^`]*`|"[^"]*"/g, '…').slice(0, 300);
}

import { build } from 'esbuild'

/** The processes beside the pages: where each begins, and the file that it runs as in production. */
export const sources = { api: 'server/api/standalone.ts', worker: 'server/worker/main.ts' } as const
export const processes = { api: 'dist/api.mjs', worker: 'dist/worker.mjs' } as const

/** Room for the young: what a request allocates is garbage when it is answered, and should not be moved before. */
export const nodeFlags = { api: ['--max-semi-space-size=32'], worker: [] } as const

/**
 * Makes one file of each process: a compiler in every process would take some 100 MB, and a start seconds. Packages stay where they are.
 * Throws esbuild's failure, whose message names file and line.
 */
export async function bundleProcesses(): Promise<void> {
  await build({
    entryPoints: sources,
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'error',
  })
}

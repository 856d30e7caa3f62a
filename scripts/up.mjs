// `npm run up` and `npm run dev`: plain Node until the packages are there, then TypeScript takes over in the same process.
import { parseUpArguments } from './arguments.mjs'
import { checkNode, ensureInstalled, root } from './install.mjs'

checkNode()
const dev = process.argv[2] === 'dev'
const options = parseUpArguments(process.argv.slice(dev ? 3 : 2))
process.chdir(root)
ensureInstalled()
const { register } = await import('tsx/esm/api')
register()
const { up } = await import(dev ? './dev.ts' : './up.ts')
await up(options)

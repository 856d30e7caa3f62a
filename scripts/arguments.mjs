// Plain Node without packages: read before anything is installed.
import { parseArgs } from 'node:util'

export const upHelp = `Starts Keel: database, web, API and worker. Ctrl-C stops everything.

  npm run up -- [options]        (npm run dev: the same, with the development server)

  --port <n>   port of the web pages (default 3000, or KEEL_PORT); a taken port leads to the next
  --no-demo    do not load the demo company
  --reset      delete the embedded database and files first (asks; with --yes it does not)
  --yes        answer yes to questions
  --help       show this

Settings come from the environment; the README has the table.`

/** Ends the process with a sentence on an unknown option. */
export function parseUpArguments(args) {
  const fail = (message) => {
    console.error(`${message} See npm run up -- --help`)
    process.exit(1)
  }
  let values
  try {
    ;({ values } = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        'no-demo': { type: 'boolean', default: false },
        reset: { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }))
  } catch (error) {
    fail(error.message.split('. ')[0].concat('.'))
  }
  if (values.help) {
    console.log(upHelp)
    process.exit(0)
  }
  if (values.port !== undefined && !(/^\d{1,5}$/.test(values.port) && +values.port >= 1 && +values.port <= 65535))
    fail(`--port is "${values.port}" but must be a whole number from 1 to 65535.`)
  return { port: values.port, noDemo: values['no-demo'], reset: values.reset, yes: values.yes }
}

import { Histogram, register } from 'prom-client'

const NAME = 'keel_command_duration_seconds'

/** How long commands and queries take, by name and outcome. One metric a process, however often the module is loaded. */
export const commandDuration =
  (register.getSingleMetric(NAME) as Histogram<'command' | 'outcome'> | undefined) ??
  new Histogram({
    name: NAME,
    help: 'Duration of commands and queries by outcome',
    labelNames: ['command', 'outcome'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  })

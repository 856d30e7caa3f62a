import '@/server/composition'
import { stopListening } from '@/server/platform/events/listen'
import { closePools } from '@/server/platform/pools'
import { logger } from '@/server/platform/telemetry/logger'
import { installShutdown } from '@/server/platform/telemetry/shutdown'
import { startWorker } from './run'

/** The worker process: relays events, runs reactions and schedules. Any number of them may run. */
const stop = await startWorker()
installShutdown([
  ['worker', stop],
  ['listener', stopListening],
  ['database', closePools],
])
logger.info('worker ready')

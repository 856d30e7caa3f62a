import { config } from '../config'
import { pools } from '../pools'
import { type Health, readiness } from './health'
import { metricsText } from './metrics'

/** Readiness of this process on its own pool; `expectedState` is what the start script handed down, unless given. */
export const ownReadiness = (expectedState = config().schemaState): Promise<Health> =>
  readiness(pools.app, expectedState)

/** The figures of this process. */
export const ownMetrics = (): Promise<string> => metricsText(pools.app)

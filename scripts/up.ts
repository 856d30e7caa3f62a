import { runKeel, type UpOptions } from './run-keel'

/** `npm run up`: the production build with everything it needs. */
export const up = (options: UpOptions): Promise<void> => runKeel('production', options)

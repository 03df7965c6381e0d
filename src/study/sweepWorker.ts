import { parentPort } from 'node:worker_threads'
import { sweepWorker, type WorkerRequest } from './workerProtocol.js'

// Entry of a worker thread: without a parent there is nobody to work for.
if (parentPort === null) throw new Error('sweepWorker: is the entry of a worker thread, not a module to import')
const port = parentPort
const handle = sweepWorker((reply, transfer) => port.postMessage(reply, transfer))
port.on('message', (request: WorkerRequest) => handle(request))

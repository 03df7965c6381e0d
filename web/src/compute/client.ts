import { startWorker } from 'workbench:start-worker'
import type { FromWorker, Studies, StudyName, ToWorker } from './protocol.ts'

interface Question {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/** How a question is asked. */
export interface AskOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

/** A question that a newer one of the same kind has made superfluous. */
export class Superseded extends Error {
  override readonly name = 'Superseded'
}

/** A computing worker and the workers that it works with; a dead one is replaced at the next question. */
export class Client {
  #worker: Worker | null = null
  readonly #helpers = new Map<number, Worker>()
  readonly #open = new Map<number, Question>()
  readonly #busy = new Set<StudyName>()
  readonly #newest = new Map<StudyName, { readonly send: () => void; readonly drop: () => void }>()
  readonly #leads: boolean
  #id = 0

  /** @param leads Whether sweeps are asked of it, for which it needs further workers. */
  constructor(leads = false) {
    this.#leads = leads
  }

  /** Starts the worker before the first question. */
  start(): Worker {
    if (this.#worker !== null) return this.#worker
    const worker = startWorker()
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#onMessage(worker, data)
    worker.onerror = (event) => {
      event.preventDefault?.()
      this.#replace(new Error(`a computing worker stopped (${event.message || 'no reason given'})`))
    }
    if (this.#leads) worker.postMessage({ type: 'lead' } satisfies ToWorker)
    this.#worker = worker
    return worker
  }

  /** Asks, beside whatever else is being answered. */
  ask<Name extends StudyName>(
    name: Name,
    request: Studies[Name]['request'],
    options: AskOptions = {},
  ): Promise<Studies[Name]['reply']> {
    const { signal, onProgress } = options
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const id = ++this.#id
      const worker = this.start()
      signal?.addEventListener('abort', () => {
        if (!this.#open.delete(id)) return
        worker.postMessage({ type: 'abort', id } satisfies ToWorker)
        reject(signal.reason)
      })
      this.#open.set(id, { resolve: resolve as (value: unknown) => void, reject, onProgress })
      worker.postMessage({ type: 'study', name, id, request } as ToWorker)
    })
  }

  /** Asks once the last question of this kind is answered; of those that wait only the newest is asked. */
  async askLatest<Name extends StudyName>(
    name: Name,
    request: Studies[Name]['request'],
  ): Promise<Studies[Name]['reply']> {
    if (this.#busy.has(name)) {
      this.#newest.get(name)?.drop()
      await new Promise<void>((send, reject) => {
        this.#newest.set(name, { send, drop: () => reject(new Superseded()) })
      })
    }
    this.#busy.add(name)
    try {
      return await this.ask(name, request)
    } finally {
      const next = this.#newest.get(name)
      this.#newest.delete(name)
      this.#busy.delete(name)
      // Before the next one runs nobody else may come between.
      if (next !== undefined) {
        this.#busy.add(name)
        next.send()
      }
    }
  }

  /** Ends what is being answered, and all that waits: nobody needs it any more. */
  stop(): void {
    for (const { drop } of this.#newest.values()) drop()
    this.#newest.clear()
    if (this.#open.size > 0) this.#replace(new Superseded())
  }

  #onMessage(worker: Worker, message: FromWorker): void {
    if (message.type === 'start') {
      const helper = startWorker()
      helper.onerror = (event) => {
        event.preventDefault?.()
        const text = `a computing worker stopped (${event.message || 'no reason given'})`
        worker.postMessage({ type: 'died', worker: message.worker, message: text } satisfies ToWorker)
      }
      helper.postMessage({ type: 'connect', port: message.port } satisfies ToWorker, [message.port])
      this.#helpers.set(message.worker, helper)
    } else if (message.type === 'stop') {
      this.#helpers.get(message.worker)?.terminate()
      this.#helpers.delete(message.worker)
    } else if (message.type === 'progress') this.#open.get(message.id)?.onProgress?.(message.done, message.total)
    else {
      const question = this.#open.get(message.id)
      if (!this.#open.delete(message.id) || question === undefined) return
      if (message.problem === undefined) question.resolve(message.value)
      else question.reject(new Error(message.problem))
    }
  }

  #replace(error: Error): void {
    this.#worker?.terminate()
    this.#worker = null
    for (const helper of this.#helpers.values()) helper.terminate()
    this.#helpers.clear()
    const questions = [...this.#open.values()]
    this.#open.clear()
    for (const { reject } of questions) reject(error)
  }
}

/** Reads files and leads sweeps. */
export const desk = new Client(true)
/** Solves single points. */
export const points = new Client()
/** Looks closely, which takes its time. */
export const details = new Client()
/** Looks for further steady states, which takes longer still. */
export const states = new Client()

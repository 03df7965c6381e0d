import { startWorker } from 'workbench:start-worker'
import type { FromWorker, Studies, StudyName } from './protocol.ts'

interface Question {
  readonly name: StudyName
  readonly request: unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** A question that a newer one of the same kind has made superfluous. */
export class Superseded extends Error {
  override readonly name = 'Superseded'
}

/** A computing worker that answers the newest question of each kind; a dead one is replaced. */
export class StudyClient {
  #worker: Worker | null = null
  #waiting = new Map<StudyName, Question>()
  #asked: (Question & { id: number }) | null = null
  #id = 0

  /** Starts the worker before the first question. */
  start(): void {
    if (this.#worker !== null) return
    const worker = startWorker()
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.type !== 'study' || data.id !== this.#asked?.id) return
      const { resolve, reject } = this.#asked
      this.#asked = null
      if (data.problem === undefined) resolve(data.value)
      else reject(new Error(data.problem))
      this.#next()
    }
    worker.onerror = (event) => {
      event.preventDefault?.()
      this.#replace(new Error(`a computing worker stopped: ${event.message || 'no reason given'}`))
    }
    this.#worker = worker
  }

  ask<Name extends StudyName>(name: Name, request: Studies[Name]['request']): Promise<Studies[Name]['reply']> {
    return new Promise((resolve, reject) => {
      this.#waiting.get(name)?.reject(new Superseded())
      this.#waiting.set(name, { name, request, resolve: resolve as (value: unknown) => void, reject })
      this.#next()
    })
  }

  #next(): void {
    if (this.#asked !== null) return
    const [question] = this.#waiting.values()
    if (question === undefined) return
    this.start()
    this.#waiting.delete(question.name)
    this.#asked = { ...question, id: ++this.#id }
    this.#worker?.postMessage({ type: 'study', name: question.name, id: this.#asked.id, request: question.request })
  }

  #replace(error: Error): void {
    this.#worker?.terminate()
    this.#worker = null
    const asked = this.#asked
    this.#asked = null
    asked?.reject(error)
    this.#next()
  }
}

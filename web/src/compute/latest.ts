/** How long a running request may go on [ms] once a newer one waits: a picture that is nearly done is better than none. */
const grace = 120

/** Runs one request at a time, and of those that come meanwhile only the newest. */
export class Latest<T> {
  #running: AbortController | null = null
  #waiting: { readonly request: T } | null = null
  readonly #work: (request: T, signal: AbortSignal) => Promise<void>

  constructor(work: (request: T, signal: AbortSignal) => Promise<void>) {
    this.#work = work
  }

  request(request: T): void {
    const first = this.#waiting === null
    this.#waiting = { request }
    const running = this.#running
    if (running === null) void this.#run()
    else if (first) setTimeout(() => running.abort(), grace)
  }

  async #run(): Promise<void> {
    while (this.#waiting !== null) {
      const { request } = this.#waiting
      this.#waiting = null
      this.#running = new AbortController()
      await this.#work(request, this.#running.signal)
      this.#running = null
    }
  }
}

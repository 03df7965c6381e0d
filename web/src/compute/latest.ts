/** How long a running request may go on [ms] once a newer one waits: a picture that is nearly done is better than none. */
const grace = 120

/** Runs one request at a time, and of those that come meanwhile only the newest. */
export class Latest<T> {
  #running: AbortController | null = null
  #waiting: { readonly request: T } | null = null
  readonly #work: (request: T, signal: AbortSignal) => Promise<() => void>

  /** @param work Works on a request and returns what shows its result; that is called while the next one is worked on. */
  constructor(work: (request: T, signal: AbortSignal) => Promise<() => void>) {
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
    const { request } = this.#waiting!
    this.#waiting = null
    const controller = new AbortController()
    this.#running = controller
    let show = (): void => undefined
    try {
      show = await this.#work(request, controller.signal)
    } finally {
      this.#running = null
      if (this.#waiting !== null) void this.#run()
    }
    show()
  }
}

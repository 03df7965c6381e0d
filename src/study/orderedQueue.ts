/** Takes numbered items in any order and gives them out in order; who puts in too many has to wait. */
export class OrderedQueue<T> {
  private readonly waiting = new Map<number, T>()
  private next = 0
  private failure: { readonly error: unknown } | null = null
  private wakeReader: (() => void) | null = null
  private readonly writers: (() => void)[] = []

  /** @param most Number of items above which a writer waits. */
  constructor(private readonly most: number) {}

  /**
   * @param index Number of the item, from 0 without gaps; items must be begun in this order, so that the one the reader waits for
   *   is always under way.
   * @returns A promise to wait for before the next item is begun; nothing if there is room.
   */
  put(index: number, item: T): void | Promise<void> {
    this.waiting.set(index, item)
    if (index === this.next) this.wake()
    if (this.waiting.size > this.most && this.failure === null) {
      return new Promise((resolve) => this.writers.push(resolve))
    }
  }

  /** Everything that comes after is this error; nobody waits any more. */
  fail(error: unknown): void {
    this.failure ??= { error }
    this.wake()
    this.resume()
  }

  /** The next item in order. */
  async take(): Promise<T> {
    for (;;) {
      if (this.failure !== null) throw this.failure.error
      const item = this.waiting.get(this.next)
      if (item !== undefined) {
        this.waiting.delete(this.next++)
        if (this.waiting.size <= this.most) this.resume()
        return item
      }
      await new Promise<void>((resolve) => {
        this.wakeReader = resolve
      })
    }
  }

  private resume(): void {
    for (const writer of this.writers.splice(0)) writer()
  }

  private wake(): void {
    this.wakeReader?.()
    this.wakeReader = null
  }
}

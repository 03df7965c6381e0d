import { batch } from '@preact/signals'

/** How long results that are ready wait for those that are not [ms]: together they are one picture. */
const patience = 24

/** Results that are put on the page together, or one by one where some take long. */
export class Picture {
  #timer: ReturnType<typeof setTimeout> | undefined
  #late = false
  #ready: (() => void)[] = []

  /** Adds a result; the first one starts the time that it may wait for others. */
  put(show: () => void): void {
    this.#ready.push(show)
    if (this.#late) this.show()
    else
      this.#timer ??= setTimeout(() => {
        this.#late = true
        this.show()
      }, patience)
  }

  /** Shows what is ready and not shown yet. */
  show(): void {
    clearTimeout(this.#timer)
    const ready = this.#ready
    this.#ready = []
    batch(() => {
      for (const show of ready) show()
    })
  }
}

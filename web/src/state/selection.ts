import { signal } from '@preact/signals'

/** Part of the device that is pointed at: `circuit.source_ti`; empty for none. */
export const selected = signal('')
/** What stands beside the views. */
export const sidePanel = signal<'controls' | 'file'>('controls')
/** Whether the examples are shown. */
export const examplesOpen = signal(false)

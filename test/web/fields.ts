import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { numberOf, settled } from './browser.js'
import { control, drop, inAddress, library, polled, root, shared, undoTo } from './session.js'

const { compile, readDevice, solve } = library

/** Every declared field of a device, set from the controls; and files beside the device. */
export function everyField(): void {
  const text = readFileSync(`${root}examples/dey2023-ndtc.yaml`, 'utf8')
  const group = (name: string) => shared.page.locator(`fieldset[data-group="${name}"]`)
  const add = async (name: string, label: string, value?: string): Promise<void> => {
    const owner = group(name)
    await owner.getByLabel(/^Add to/).selectOption({ label })
    const field = owner.getByLabel(label, { exact: true })
    if (value !== undefined) {
      const chosen = await owner.locator(`select[aria-label="${label}"]`).count()
      if (chosen > 0) await field.selectOption(value)
      else await field.fill(value)
    }
    await owner.getByRole('button', { name: 'Add', exact: true }).click()
  }

  describe('the fields of a device', () => {
    it('that are left out can be added, set and left out again', async () => {
      await add('circuit.source_cu', 'stray capacitance', '3 fF')
      await polled(() => inAddress(shared.page.url())).toMatch(/source_cu:\n.*strayCapacitance: 3 fF \}/)
      await control('circuit.source_cu.strayCapacitance').locator('.typed').fill('0.002 pF')
      await shared.page.keyboard.press('Enter')
      await polled(() => inAddress(shared.page.url())).toContain('strayCapacitance: 2 fF')
      await control('circuit.source_cu.strayCapacitance').getByRole('button').click()
      await polled(() => inAddress(shared.page.url())).toBe(text)
      await undoTo(text)
    })

    it('a held island, a choice, other nodes, a group: the page has the numbers of the library', async () => {
      const { page } = shared
      await add('islands.drain', 'electron temperature', '100 mK')
      await control('islands.drain.temperature').waitFor()
      await polled(() => numberOf(page, 'T_drain')).toBe(0.1)
      await add('circuit.source_ti', 'model', 'dynes')
      await page.locator('[data-message=device]', { hasText: 'broadening' }).waitFor()
      await add('circuit.source_ti', 'broadening', '1 ueV')
      await page.locator('[data-message=device]').waitFor({ state: 'detached' })
      await polled(() => inAddress(page.url())).toContain('model: dynes, broadening: 1 ueV')
      await undoTo(text)
      const nodes = control('circuit.drain_cu.nodes').locator('input')
      await nodes.fill('film, gnd')
      await nodes.press('Enter')
      await polled(() => inAddress(page.url())).toContain('nodes: [film, gnd], island: drain')
      await settled(page)
      const point = solve(compile(readDevice(inAddress(page.url()))))
      await polled(() => numberOf(page, 'T_drain')).toBe(point.temperatures.drain)
      await undoTo(text)
    })

    it('another number can be turned, in one step of undo', async () => {
      const { page } = shared
      await page.getByLabel('turned').selectOption('circuit.source_ti.length')
      await polled(() => inAddress(page.url())).toMatch(
        /sweep:\n {2}circuit\.source_ti\.length: \{ from: 0\.6 um, to: 60 um, points: 201, scale: log \}\n$/,
      )
      await page.locator('[data-panel=operating]', { hasText: 'T drain' }).waitFor()
      await settled(page)
      await page.getByRole('button', { name: 'Undo' }).click()
      await polled(() => inAddress(page.url())).toBe(text)
    })

    it('a table is opened beside the device, stays over a reload, and goes with the link', async () => {
      const { page } = shared
      const device = text.replace(
        /drain_cu:\n.*\n/,
        'drain_cu: { kind: resistor, table: mine.csv, nodes: [line, gnd], island: drain }\n',
      )
      await drop(page, 'device.yaml', device)
      await page.locator('[data-message=device]', { hasText: 'Drop the file that is missing' }).waitFor()
      const table = 'T [mK], R [ohm]\n10, 5\n100, 5\n400, 6\n'
      await page.evaluate(`{
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([${JSON.stringify(table)}], 'mine.csv'))
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
      }`)
      await page.locator('[data-message=device]').waitFor({ state: 'detached' })
      // Beyond its end there is no answer: hollow points, told once.
      const reasons = page.locator('.unsolved', { hasText: 'did not converge' })
      await reasons.first().waitFor()
      expect(await reasons.count()).toBeLessThan(4)
      await polled(() => page.url()).toContain('&f=')
      const other = await shared.bench.open({ hash: new URL(page.url()).hash })
      await other.locator('.unsolved', { hasText: 'mine.csv' }).first().waitFor()
      expect(await other.locator('[data-message]').allTextContents()).toEqual([])
      await other.context().close()
      await page.reload()
      await page.locator('.unsolved', { hasText: 'mine.csv' }).first().waitFor()
      expect(await page.locator('[data-message=device]').count()).toBe(0)
      await drop(page, 'dey2023-ndtc.yaml', text)
    })
  })
}

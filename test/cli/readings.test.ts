import { expect, it } from 'vitest'
import { run } from './run.js'

it('solve --json tells readings and figures of merit with unit and definition', async () => {
  const { code, stdout } = await run(['solve', 'examples/bolometer.yaml', '--json'])
  expect(code).toBe(0)
  const { readings, figuresOfMerit } = JSON.parse(stdout)
  expect(readings[0]).toMatchObject({ element: 'thermometer', symbol: 'V', unit: 'V' })
  expect(figuresOfMerit.map(({ symbol }: { symbol: string }) => symbol)).toEqual([
    'G',
    'NEP',
    'dT_noise',
    'C',
    'tau',
    'dE',
  ])
  for (const { definition, unit } of figuresOfMerit) expect([definition, unit].every((text) => text !== '')).toBe(true)
})

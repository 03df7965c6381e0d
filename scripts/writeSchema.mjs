// Writes the published JSON Schema of the device file out of the declarations: npm run schema
import { writeFileSync } from 'node:fs'
import { deviceJsonSchema } from '../dist/device/schema.js'

writeFileSync(
  new URL('../caloritron-device.schema.json', import.meta.url),
  `${JSON.stringify(deviceJsonSchema(), null, 2)}\n`,
)

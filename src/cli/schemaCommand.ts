import { deviceJsonSchema } from '../device/schema.js'
import { exitCodes, type Io } from './io.js'
import { jsonText } from './jsonText.js'

/** `caloritron schema`: the JSON Schema of the device file. */
export async function schemaCommand(io: Io): Promise<number> {
  io.stdout.write(jsonText(deviceJsonSchema()))
  return exitCodes.done
}

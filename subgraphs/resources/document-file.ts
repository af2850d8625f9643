import { Field, InputType, Int, ObjectType } from "type-graphql";
import { badInput } from "../../foundation/problems.ts";
import { checkText } from "../../foundation/texts.ts";

@ObjectType({
  description: "What is known of the file that holds a document; the hub does not keep the file.",
})
@InputType("DocumentFileInput", { description: "What is known of the file that holds a document." })
export class DocumentFile {
  @Field({ description: "Name of the file, as guide.pdf." })
  name: string;

  @Field({ description: "Media type after RFC 6838, as application/pdf." })
  mediaType: string;

  @Field(() => Int, { description: "Size in bytes." })
  bytes: number;

  @Field({ description: "SHA-256 checksum as 64 small hexadecimal digits." })
  sha256: string;
}

/** Throws a Problem where what is said of a file cannot be. */
export function checkFile({ name, mediaType, bytes, sha256 }: DocumentFile) {
  if (!checkText("file.name", name, 255) || /[/\\]/.test(name))
    throw badInput("file.name", "A file has a name without its folder, as guide.pdf.");
  if (!/^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/.test(mediaType))
    throw badInput("file.mediaType", "A media type is written in small letters, as application/pdf.");
  if (bytes < 0) throw badInput("file.bytes", "A file has 0 bytes or more.");
  if (!/^[0-9a-f]{64}$/.test(sha256))
    throw badInput("file.sha256", "A SHA-256 checksum has 64 small hexadecimal digits.");
}

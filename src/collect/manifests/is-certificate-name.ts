/** Whether a file is called as certificates are; its content tells what it is. */
export function isCertificateName(path: string): boolean {
  return /\.(?:crt|cer|pem)$/i.test(path);
}

# PowerShell completion of kf: kf completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName kf -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        Select-Object -Skip 1 |
        ForEach-Object { $_.ToString() })
    $found = @(kf __complete -- @words "$wordToComplete" 2>$null)
    if ($found -contains ':files') { return }
    $found | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}

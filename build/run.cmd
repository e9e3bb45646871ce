@echo off
setlocal
rem Start KKS Desktop from the source tree; arguments go to the program.
call "%~dp0setup.cmd" || exit /b 1
"%~dp0..\.venv\Scripts\kks-desktop.exe" %*
